// In a table to work in (Components/Shared/Tables/WorkTable.razor) J and K go from row to row, Enter opens the row and X ticks it. What goes is the focus itself, so that it is seen and read out.
(() => {
    const bodyRows = "[data-work-table] tbody > tr:not([aria-hidden])";

    const press = element => {
        element?.click();
        return Boolean(element);
    };

    const go = (row, step) => {
        const rows = [...(row?.closest("table") ?? document).querySelectorAll(bodyRows)];
        const to = row ? rows[rows.indexOf(row) + step] : rows.at(step > 0 ? 0 : -1);
        if (to) {
            // Reached by these keys alone: with the tabulator one goes from link to link.
            to.tabIndex = -1;
            to.focus();
        }
        return rows.length > 0;
    };

    const act = (key, target) => {
        const row = document.activeElement?.closest(bodyRows);
        switch (key) {
            case "j": return go(row, 1);
            case "k": return go(row, -1);
            case "x": return press(row?.querySelector("input[type=checkbox]"));
            case "Enter": return target === row && press(row?.querySelector("[data-open], a[href]"));
            default: return false;
        }
    };

    document.addEventListener("keydown", event => {
        if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !shortcuts.isHeard(event) || document.querySelector(".mud-popover-open")) {
            return;
        }
        if (act(event.key, event.target)) {
            event.preventDefault();
        }
    });
})();
