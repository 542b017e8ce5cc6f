// A file dropped anywhere on an element with data-drop-zone is as if it were chosen in the file field inside it. Without this the browser
// would leave the page to show the file.
const zoneOf = event => event.dataTransfer?.types.includes("Files") ? event.target.closest?.("[data-drop-zone]") : null;

document.addEventListener("dragover", event => {
    const zone = zoneOf(event);
    if (zone) {
        event.preventDefault();
        zone.dataset.dropZone = "over";
    }
});
document.addEventListener("dragleave", event => {
    const zone = zoneOf(event);
    if (zone && !zone.contains(event.relatedTarget)) {
        zone.dataset.dropZone = "";
    }
});
document.addEventListener("drop", event => {
    const zone = zoneOf(event);
    if (!zone) {
        return;
    }
    event.preventDefault();
    zone.dataset.dropZone = "";
    const field = zone.querySelector("input[type=file]:not(:disabled)");
    if (field) {
        // What was being typed elsewhere counts for what is dropped: nobody leaves that field to drop a file.
        document.activeElement?.blur();
        field.files = event.dataTransfer.files;
        field.dispatchEvent(new Event("change", { bubbles: true }));
    }
});
