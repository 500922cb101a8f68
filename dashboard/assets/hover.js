// Over a model's name in a table: the name as printed, what it was read as, and why. The table is a canvas and has no
// tooltips of its own for cells; where a column stands is known only to the component that draws it, so that is asked.
// Where it does not answer, there is no box, and the dialog of a row tells the same.
(() => {
  if (document.querySelector(".bd-tip")) return;
  const box = document.createElement("div");
  box.className = "bd-tip";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  document.body.append(box);

  const grid = (canvas) => {
    let node = canvas[Object.keys(canvas).find((name) => name.startsWith("__reactFiber$"))];
    for (let step = 0; node && step < 10; step += 1, node = node.return) {
      const props = node.memoizedProps;
      if (props?.columns?.[0]?.width !== undefined && props.cellYOffset !== undefined) return props;
    }
    return undefined;
  };

  const columnAt = (props, x) => {
    let left = 0;
    for (let column = 0; column < props.columns.length; column += 1) {
      const frozen = column < props.freezeColumns;
      if (!frozen && column < props.cellXOffset) continue;
      const right = left + props.columns[column].width;
      const shift = frozen ? 0 : props.translateX;
      if (x >= left + shift && x < right + shift) return column;
      left = right;
    }
    return -1;
  };

  const nameAt = (canvas, event, label) => {
    const props = grid(canvas);
    const area = canvas.getBoundingClientRect();
    const down = props ? event.clientY - area.top - props.headerHeight - props.translateY : -1;
    if (down < 0 || typeof props.rowHeight !== "number") return undefined;
    const column = columnAt(props, event.clientX - area.left);
    const row = props.cellYOffset + Math.floor(down / props.rowHeight);
    if (props.columns[column]?.title !== label) return undefined;
    return canvas.querySelector(`[data-testid="glide-cell-${column}-${row}"]`)?.textContent;
  };

  document.addEventListener("mousemove", (event) => {
    const canvas = event.target.closest?.("[data-testid=stDataFrame]")?.querySelector("canvas");
    const told = canvas && document.querySelector(".bd-readings");
    const name = told && nameAt(canvas, event, told.dataset.label);
    const lines = name && JSON.parse(told.dataset.lines)[name];
    box.hidden = !lines;
    if (!lines) return;
    box.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
    box.style.left = `${Math.min(event.clientX + 14, window.innerWidth - box.offsetWidth - 8)}px`;
    box.style.top = `${Math.min(event.clientY + 18, window.innerHeight - box.offsetHeight - 8)}px`;
  }, { passive: true });
  document.addEventListener("scroll", () => { box.hidden = true; }, { capture: true, passive: true });
})();
