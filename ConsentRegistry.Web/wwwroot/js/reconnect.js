// After a restart the server no longer knows this page: a fresh one is the only way on.
const notice = document.getElementById("components-reconnect-modal");
new MutationObserver(() => {
    if (notice.classList.contains("components-reconnect-rejected")) {
        location.reload();
    }
}).observe(notice, { attributes: true, attributeFilter: ["class"] });

document.addEventListener("click", event => {
    if (event.target.closest("[data-reload]")) {
        location.reload();
    }
});
