// A name that is filled in for each reader goes where the writer last was, in the subject or in a text.
(() => {
    const fields = "[data-takes-names] :is(textarea, input:not([type=checkbox]))";
    let last;

    document.addEventListener("focusin", event => {
        if (event.target.matches(fields)) {
            last = event.target;
        }
    });
    document.addEventListener("click", event => {
        const button = event.target.closest("[data-inserts]");
        if (!button) {
            return;
        }
        const around = button.closest("[data-takes-names]");
        const field = around.contains(last) ? last : around.querySelector("textarea");
        if (field !== last) {
            field.setSelectionRange(field.value.length, field.value.length);
        }
        field.focus();
        field.setRangeText(button.dataset.inserts, field.selectionStart, field.selectionEnd, "end");
        field.dispatchEvent(new Event("change", { bubbles: true }));
    });
})();
