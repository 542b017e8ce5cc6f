// A button with data-copies puts the text of the element of that id on the clipboard; the status after it says so.
const copyOld = element => {
    // Without https the browser offers no clipboard to a page, but what is selected can be copied.
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
};

document.addEventListener("click", async event => {
    const button = event.target.closest("[data-copies]");
    const source = button && document.getElementById(button.dataset.copies);
    if (!source) {
        return;
    }
    const text = [...source.children].some(child => child.matches("li")) ? [...source.children].map(child => child.textContent.trim()).join("\n") : source.textContent.trim();
    let done = false;
    try {
        await navigator.clipboard.writeText(text);
        done = true;
    } catch {
        done = copyOld(source);
    }
    const said = button.nextElementSibling;
    if (done && said?.dataset.copied) {
        said.textContent = said.dataset.copied;
    }
});
