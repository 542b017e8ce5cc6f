// A form that was sent and came back with something missing shows the first such field: it may stand far above the button.
(() => {
    const patience = 3000;
    const faulty = ":is(input, select, textarea):is([aria-invalid='true'], .invalid), .mud-input-control:has(.mud-input-helper-text.mud-input-error) :is(input, textarea, [tabindex='0'])";

    // Ctrl+Enter sends the form from any of its fields, Ctrl+Shift+Enter sends it and begins the next where there is such a button.
    document.addEventListener("keydown", event => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) {
            return;
        }
        // From a field: whoever is on another button does not mean this one, and a file field would be read anew.
        if (!event.target.matches?.("textarea, select, input:not([type=file], [type=button], [type=submit])")) {
            return;
        }
        const form = event.target.closest("form");
        const button = form?.querySelector(event.shiftKey ? "[data-send-and-next]" : "button[type='submit']:not([hidden], [data-send-and-next])");
        if (button && !button.disabled) {
            event.preventDefault();
            // What stands in the field is told first.
            if (!event.target.matches("[type=checkbox], [type=radio]")) {
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
