// Keys that work everywhere, and the dialogs that they open (Components/Layout/Shortcuts.razor names them). A dialog opens here at once:
// waiting for the server would lose what is typed next.
window.shortcuts = (() => {
    const stored = "single-keys";
    const stillMeant = 5_000;
    let owner = null;
    let early = null;

    const keys = () => JSON.parse(document.querySelector("[data-shortcuts]")?.dataset.shortcuts ?? "[]");
    const singleKeysAreOn = () => localStorage.getItem(stored) !== "off";
    const aDialogIsOpen = () => document.querySelector("dialog[open], .mud-dialog") !== null;
    const isTyping = target => target instanceof Element && target.closest(
        "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset]), textarea, select, [contenteditable='true'], [role='textbox'], [role='combobox'], [role='listbox'], [role='menu']") !== null;

    // Whether a key without Ctrl counts.
    const isHeard = event => singleKeysAreOn() && !isTyping(event.target) && !aDialogIsOpen();

    function nameOf(event) {
        if (event.altKey) {
            return null;
        }
        return event.ctrlKey || event.metaKey ? (event.shiftKey ? null : "Mod+" + event.key.toLowerCase()) : event.key;
    }

    function act(key) {
        if (key.opens) {
            open(key.opens);
        }
        if (key.does) {
            owner.invokeMethodAsync("PressedAsync", key.key);
        }
    }

    function open(id) {
        const dialog = document.getElementById(id);
        if (!dialog || dialog.open) {
            return;
        }
        for (const choice of dialog.querySelectorAll("[data-single-keys]")) {
            choice.checked = singleKeysAreOn();
        }
        dialog.showModal();
        dialog.querySelector("[data-first]")?.focus();
    }

    function close(id) {
        document.getElementById(id)?.close();
    }

    document.addEventListener("keydown", event => {
        if (event.target instanceof Element && event.target.matches("dialog [role='combobox']") && ["ArrowUp", "ArrowDown", "Enter"].includes(event.key)) {
            event.preventDefault();
        }
        const name = nameOf(event);
        if (!name || event.defaultPrevented || event.isComposing || event.repeat) {
            return;
        }
        if (name.length === 1 && !isHeard(event)) {
            return;
        }
        const key = keys().find(each => each.key === name);
        if (key && (owner || !key.does)) {
            event.preventDefault();
            act(key);
        } else if (!owner && name.length === 1) {
            // The page is seen a moment before the server listens: what was pressed in between is done once it does.
            early = { name, at: performance.now() };
        }
    });

    // Whoever has gone on to something else does not mean the key any more.
    document.addEventListener("pointerdown", () => early = null);

    document.addEventListener("click", event => {
        const opener = event.target.closest("[data-opens]");
        if (opener) {
            open(opener.dataset.opens);
        } else if (event.target.closest("[data-closes]") || event.target.matches("dialog[open]")) {
            // On the dialog itself: beside what it shows.
            event.target.closest("dialog").close();
        }
    });

    document.addEventListener("change", event => {
        if (event.target.matches("[data-single-keys]")) {
            localStorage.setItem(stored, event.target.checked ? "on" : "off");
        }
    });

    // What was typed is gone with the dialog; the event does not rise by itself.
    document.addEventListener("close", event => {
        for (const field of event.target.querySelectorAll?.("input[type=text]") ?? []) {
            field.value = "";
        }
    }, true);

    new MutationObserver(changes => {
        for (const change of changes) {
            document.getElementById(change.target.getAttribute("aria-activedescendant") ?? "")?.scrollIntoView({ block: "nearest" });
        }
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["aria-activedescendant"] });

    return {
        listen(reference) {
            owner = reference;
            const isMeant = early && performance.now() - early.at < stillMeant && !isTyping(document.activeElement) && !aDialogIsOpen();
            const key = isMeant && keys().find(each => each.key === early.name);
            early = null;
            if (key) {
                act(key);
            }
        },
        forget() {
            owner = null;
        },
        open,
        close,
        isHeard,
    };
})();
