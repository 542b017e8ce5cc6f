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

        // The answer marks what is wrong. A mark that stood there before and stays changes nothing: looked for once, a moment later.
        seen.observe(form, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-invalid", "class"] });
        setTimeout(show, 300);
    }, true);
})();
