// The keys of the quick log: Enter among the fields of "who" takes the first known person that is shown, F6 goes to the next part,
// Ctrl+Enter sends from anywhere.
(() => {
    const tell = field => {
        if (field.matches("textarea, input:not([type=checkbox], [type=radio], [type=file])")) {
            field.dispatchEvent(new Event("change", { bubbles: true }));
        }
    };

    const toNextPart = (form, field, back) => {
        const parts = [...form.querySelectorAll("section")];
        const here = parts.indexOf(field.closest("section") ?? parts[back ? 0 : parts.length - 1]);
        const next = parts[(here + (back ? parts.length - 1 : 1)) % parts.length];
        next.querySelector("input:enabled, select:enabled, textarea:enabled, button:enabled")?.focus();
    };

    document.addEventListener("keydown", event => {
        // The whole dialog hears them, also beside the form.
        const form = event.target.closest?.(".wide-dialog")?.querySelector("[data-quick-log]");
        if (!form) {
            return;
        }

        if (event.key === "F6") {
            event.preventDefault();
            toNextPart(form, event.target, event.shiftKey);
        } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            tell(event.target);
            form.requestSubmit();
        } else if (event.key === "Enter" && event.target.matches("#log-email, #log-phone, #log-given, #log-family")) {
            const known = form.querySelector("[data-known]");
            if (known) {
                event.preventDefault();
                known.click();
            }
        }
    });
})();
