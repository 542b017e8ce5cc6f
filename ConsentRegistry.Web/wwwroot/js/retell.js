// On a slow line or a busy server a form may be drawn anew just before the server hears what was done to it; the server then cannot place the
// event and says so here. What was filled in is told again, in the order in which it was filled in: nobody should see a choice that the server
// does not know (docs/decisions/0018).
(() => {
    const recentMs = 15_000;
    const pauseMs = 200;
    const mostTries = 5;
    const fields = "[data-keeps-draft] :is(input:not([type=file], [type=submit], [type=button]), select, textarea)";
    const changed = new Map();
    let telling = false;
    let tries = 0;
    let timer;

    const forgetOld = () => {
        for (const [field, at] of changed) {
            if (!field.isConnected || performance.now() - at > recentMs) {
                changed.delete(field);
            }
        }
    };

    const remember = event => {
        const field = event.target;
        if (!telling && field.matches?.(fields)) {
            forgetOld();
            // Behind those that were changed before it.
            changed.delete(field);
            changed.set(field, performance.now());
            tries = 0;
        }
    };

    const tellAgain = () => {
        tries++;
        telling = true;
        forgetOld();
        for (const field of changed.keys()) {
            // A radio button that was left for another one says nothing any more.
            if (field.type !== "radio" || field.checked) {
                field.dispatchEvent(new Event("input", { bubbles: true }));
                field.dispatchEvent(new Event("change", { bubbles: true }));
            }
        }
        telling = false;
    };

    addEventListener("input", remember, true);
    addEventListener("change", remember, true);
    addEventListener("unhandledrejection", event => {
        if (tries < mostTries && /DispatchEventAsync|no event handler associated/.test(event.reason?.message ?? "")) {
            clearTimeout(timer);
            timer = setTimeout(tellAgain, pauseMs);
        }
    });
})();
