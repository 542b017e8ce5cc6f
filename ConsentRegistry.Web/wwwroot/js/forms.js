// A form that was sent and came back with something missing shows the first such field: it may stand far above the button.
(() => {
    const patience = 3000;
    const faulty = ":is(input, select, textarea):is([aria-invalid='true'], .invalid), .mud-input-control:has(.mud-input-helper-text.mud-input-error) :is(input, textarea, [tabindex='0'])";

    const fields = "textarea, select, input:not([type=file], [type=button], [type=submit])";

    // Ctrl+Enter sends the form from any of its fields, Ctrl+Shift+Enter sends it and begins the next where there is such a button. In a dialog it does so wherever the focus is,
    // also where there is no field, and presses the one button of a dialog that has no form.
    document.addEventListener("keydown", event => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) {
            return;
        }
        const isField = event.target.matches?.(fields);
        const dialog = event.target.closest?.(".mud-dialog") ?? (event.target === document.body ? [...document.querySelectorAll(".mud-dialog")].at(-1) : null);
        const form = isField ? event.target.closest("form") ?? dialog : dialog;
        const button = form?.querySelector(event.shiftKey ? "[data-send-and-next]" : "button[type='submit']:not([hidden], [data-send-and-next]), [data-send]");
        if (button && !button.disabled) {
            event.preventDefault();
            // What stands in the field is told first.
            if (isField && !event.target.matches("[type=checkbox], [type=radio]")) {
                event.target.dispatchEvent(new Event("change", { bubbles: true }));
            }
            button.click();
        }
    });

    document.addEventListener("submit", event => {
        const form = event.target;
        const seen = new MutationObserver(show);
        const end = setTimeout(() => seen.disconnect(), patience);

        function show() {
            for (const fold of form.querySelectorAll("details:not([open])")) {
                fold.open = fold.querySelector(faulty) !== null;
            }
            const field = [...form.querySelectorAll(faulty)].find(each => each.offsetParent !== null);
            if (field) {
                seen.disconnect();
                clearTimeout(end);
                field.focus({ preventScroll: true });
                field.scrollIntoView({ block: "center" });
            }
        }

        // The answer marks what is wrong. A mark that stood there before and stays changes nothing: looked for once, a moment later.
        seen.observe(form, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-invalid", "class"] });
        setTimeout(show, 300);
    }, true);
})();
