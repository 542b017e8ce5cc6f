// On a slow line or a busy server an element may be drawn anew just before the server hears what was done to it; the server then cannot place
// the event and says so here. What was filled in is told again, in the order in which it was filled in: nobody should see a choice that the
// server does not know.
(() => {
    const recentMs = 15_000;
    const pauseMs = 100;
    const fields = "input:not([type=file], [type=submit], [type=button]), select, textarea";
    const changed = new Map();
    let telling = false;

    const remember = event => {
        const field = event.target;
        if (!telling && field.matches?.(fields)) {
            // Behind those that were changed before it.
            changed.delete(field);
            changed.set(field, performance.now());
        }
    };

    const tellAgain = () => {
        telling = true;
        for (const [field, at] of changed) {
            // A radio button that was left for another one says nothing any more.
            if (field.isConnected && performance.now() - at < recentMs && (field.type !== "radio" || field.checked)) {
                field.dispatchEvent(new Event("input", { bubbles: true }));
                field.dispatchEvent(new Event("change", { bubbles: true }));
            } else {
                changed.delete(field);
            }
        }
        telling = false;
    };

    addEventListener("input", remember, true);
    addEventListener("change", remember, true);
    addEventListener("unhandledrejection", event => {
        if (/DispatchEventAsync|no event handler associated/.test(event.reason?.message ?? "")) {
            setTimeout(tellAgain, pauseMs);
        }
    });
})();
