// A form that was sent and came back with something missing shows the first such field: it may stand far above the button.
(() => {
    const patience = 3000;
    const faulty = "[aria-invalid='true'], .invalid";

    document.addEventListener("submit", event => {
        const form = event.target;
        const seen = new MutationObserver(show);
        const end = setTimeout(() => seen.disconnect(), patience);

        function show() {
            const field = [...form.querySelectorAll(faulty)].find(each => each.offsetParent !== null && each.matches("input, select, textarea"));
            if (field) {
                seen.disconnect();
                clearTimeout(end);
                field.focus({ preventScroll: true });
                field.scrollIntoView({ block: "center" });
            }
        }

        // What was wrong before may be right now: only what the answer says counts.
        seen.observe(form, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-invalid", "class"] });
        setTimeout(show, 300);
    }, true);
})();
