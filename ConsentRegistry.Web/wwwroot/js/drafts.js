// A field tells the server what stands in it when it is left. Text that is still being written is told as well, after a pause and
// before the page goes, so that a lost line or another language does not cost the last sentence.
(() => {
    const pauseMs = 1200;
    let timer;

    const tell = () => {
        clearTimeout(timer);
        const field = document.activeElement;
        if (field?.closest?.("[data-keeps-draft]") && field.dataset.untold) {
            delete field.dataset.untold;
            field.dispatchEvent(new Event("change", { bubbles: true }));
        }
    };

    document.addEventListener("input", event => {
        if (event.target.matches("[data-keeps-draft] textarea, [data-keeps-draft] input:is([type=text], [type=email], [type=tel], :not([type])):not([data-whole])")) {
            event.target.dataset.untold = "true";
            clearTimeout(timer);
            timer = setTimeout(tell, pauseMs);
        }
    });
    document.addEventListener("change", event => delete event.target.dataset?.untold);
    document.addEventListener("submit", tell, true);
    addEventListener("pagehide", tell);
})();
