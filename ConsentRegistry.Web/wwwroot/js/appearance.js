// Light or dark: swaps the sheets of the theme at once and keeps the choice for the next page (Components/Appearance.cs).
document.addEventListener("click", event => {
    if (!event.target.closest("[data-appearance-toggle]")) {
        return;
    }
    const root = document.documentElement;
    const chosen = root.dataset.appearance === "dark" ? "light" : "dark";
    for (const sheet of document.querySelectorAll("link[data-dark]")) {
        sheet.href = sheet.dataset[chosen];
    }
    root.dataset.appearance = chosen;
    document.cookie = `appearance=${chosen}; path=/; max-age=31536000; samesite=lax`;
});
