// Light, dark or as the system is: takes hold at once, and a cookie keeps the choice for the next page (Components/Appearance.cs).
window.appearance = (() => {
    const root = document.documentElement;

    function show(chosen) {
        if (chosen === "system") {
            delete root.dataset.appearance;
        } else {
            root.dataset.appearance = chosen;
        }
        document.cookie = `appearance=${chosen}; path=/; max-age=${chosen === "system" ? 0 : 31536000}; samesite=lax`;
    }

    document.addEventListener("click", event => {
        const choice = event.target.closest("[data-appearance-choice]")?.dataset.appearanceChoice;
        if (choice === "other") {
            const isDark = getComputedStyle(root).colorScheme === "dark"
                || (!root.dataset.appearance && matchMedia("(prefers-color-scheme: dark)").matches);
            show(isDark ? "light" : "dark");
        } else if (choice) {
            show(choice);
        }
    });

    return { show, chosen: () => root.dataset.appearance ?? "system" };
})();
