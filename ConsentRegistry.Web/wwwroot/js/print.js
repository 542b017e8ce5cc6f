// The page prints as it stands; what is folded together is opened by the style sheet.
document.addEventListener("click", event => {
    if (event.target.closest("[data-print]")) {
        window.print();
    }
});
