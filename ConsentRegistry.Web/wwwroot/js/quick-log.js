// In the quick log, Ctrl+Enter sends from anywhere, and Enter among the fields of "who" takes the first known person that is shown.
document.addEventListener("keydown", event => {
    const form = event.key === "Enter" && event.target.closest?.("[data-quick-log]");
    if (!form) {
        return;
    }

    if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        event.target.dispatchEvent(new Event("change", { bubbles: true }));
        form.requestSubmit();
        return;
    }

    const known = event.target.matches("section:first-child input") && form.querySelector("[data-known]");
    if (known) {
        event.preventDefault();
        known.click();
    }
});
