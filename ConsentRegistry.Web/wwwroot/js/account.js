// Pages without a circuit: the eye beside a password shows what is typed, and a line says when Caps Lock is on (Account/Pages/PasswordField.razor).
(() => {
    document.documentElement.classList.add("scripted");

    // The browser's own attribute is taken by the component library, which acts on it in a circuit only.
    const first = document.querySelector("[data-first]");
    if (first && document.activeElement === document.body) {
        first.focus();
    }

    function show(button, shown) {
        document.getElementById(button.dataset.reveals).type = shown ? "text" : "password";
        button.setAttribute("aria-pressed", String(shown));
    }

    document.addEventListener("click", event => {
        const button = event.target.closest("[data-reveals]");
        if (button) {
            show(button, button.getAttribute("aria-pressed") !== "true");
        }
    });

    // Sent as a password, so that the browser keeps it as one and nowhere else.
    document.addEventListener("submit", event => {
        for (const button of event.target.querySelectorAll("[data-reveals][aria-pressed='true']")) {
            show(button, false);
        }
    }, true);

    for (const kind of ["keydown", "keyup"]) {
        document.addEventListener(kind, event => {
            const line = event.target.id && document.querySelector(`[data-caps="${CSS.escape(event.target.id)}"]`);
            if (line && event.getModifierState) {
                line.hidden = !event.getModifierState("CapsLock");
            }
        });
    }
})();
