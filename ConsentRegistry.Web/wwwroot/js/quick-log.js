// The keys of the quick log: Enter among the fields of "who" takes the first known person that is shown, the arrows go through the known people
// and Escape back to the field, F6 goes to the next part. Among the choices and boxes a letter chooses or ticks; in a field it is a letter.
// Ctrl+Enter sends as it does every form (js/forms.js).
window.quickLog = (() => {
    const whoFields = "#log-email, #log-phone, #log-given, #log-family";
    const knownPeople = ".known-people button.known-person";
    let leftField, line;

    const backToField = () => {
        lost.disconnect();
        (leftField?.isConnected ? leftField : document.querySelector(whoFields))?.focus();
    };

    // A later answer may take away the line that has the focus: whoever chooses goes on where they came from.
    const lost = new MutationObserver(() => {
        if (!line.isConnected) {
            lost.disconnect();
            if (document.activeElement === document.body) {
                backToField();
            }
        }
    });

    const toLine = to => (line = to).focus();

    // Heard before anybody else: Escape would close the whole dialog, and who is in the list wants out of the list alone.
    document.addEventListener("keydown", event => {
        const field = event.target.matches?.(whoFields);
        const list = [...document.querySelectorAll(knownPeople)];
        const here = list.indexOf(event.target);
        const counts = field ? event.key === "ArrowDown" && list.length > 0 : here >= 0 && ["ArrowDown", "ArrowUp", "Escape"].includes(event.key);
        if (!counts || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) {
            return;
        }

        event.preventDefault();
        event.stopPropagation();
        if (field) {
            leftField = event.target;
            lost.observe(event.target.closest("section"), { subtree: true, childList: true });
            toLine(list[0]);
        } else if (event.key === "Escape" || event.key === "ArrowUp" && here === 0) {
            backToField();
        } else {
            toLine(list[Math.min(here + (event.key === "ArrowDown" ? 1 : -1), list.length - 1)]);
        }
    }, true);

    let opened;

    const toNextPart = (form, field, back) => {
        const parts = [...form.querySelectorAll("section")];
        const here = parts.indexOf(field.closest("section") ?? parts[back ? 0 : parts.length - 1]);
        const next = parts[(here + (back ? parts.length - 1 : 1)) % parts.length];
        const first = () => {
            const all = [...next.querySelectorAll("summary, input:enabled, select:enabled, textarea:enabled, button:enabled")].filter(each => each.checkVisibility());
            return all.find(each => each.type === "radio" && each.checked) ?? all[0];
        };
        opened?.disconnect();
        if (first()) {
            first().focus();
            return;
        }

        // The server is about to allow what was typed for: whoever asked for this part and waits comes there.
        const from = document.activeElement;
        opened = new MutationObserver(() => {
            if (first() || document.activeElement !== from) {
                opened.disconnect();
            }
            if (document.activeElement === from) {
                first()?.focus();
            }
        });
        opened.observe(next, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"] });
    };

    document.addEventListener("keydown", event => {
        // The whole dialog hears them, also beside the form.
        const form = event.target.closest?.(".quick-log")?.querySelector("form");
        if (!form) {
            return;
        }

        if (event.key === "F6") {
            event.preventDefault();
            toNextPart(form, event.target, event.shiftKey);
        } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && event.target.matches(whoFields)) {
            const known = form.querySelector("[data-known]");
            if (known) {
                event.preventDefault();
                known.click();
            }
        } else if (event.target.matches("[data-letter]") && !event.ctrlKey && !event.metaKey && !event.altKey) {
            choose(form, event);
        }
    });

    // The row that has the focus is meant; from anywhere else the first that can be ticked.
    const choose = (form, event) => {
        const all = [...form.querySelectorAll(`[data-letter="${CSS.escape(event.key.toLowerCase())}"]:enabled`)];
        const row = event.target.closest("[data-letters]");
        const meant = all.find(each => row?.contains(each)) ?? all[0];
        if (meant) {
            event.preventDefault();
            meant.focus();
            meant.click();
        }
    };

    const kept = fold => `fold-${fold.dataset.remembers}`;

    // The event does not rise by itself.
    document.addEventListener("toggle", event => {
        if (event.target.matches?.("[data-remembers]")) {
            localStorage.setItem(kept(event.target), event.target.open ? "open" : "closed");
        }
    }, true);

    return {
        recall(fold) {
            if (fold && localStorage.getItem(kept(fold)) === "open") {
                fold.open = true;
            }
        },
    };
})();
