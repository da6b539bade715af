/* A search box, headings that sort, and a slider that hides rows below a confidence, for the table in one box.
   Without scripts the whole table stands there; nothing is loaded from anywhere. */
(function (name) {
  var box = document.getElementById(name);
  if (!box || box.dataset.ready) return;
  box.dataset.ready = "1";
  var table = box.querySelector("table"), body = table.tBodies[0], heads = table.tHead.rows[0].cells;
  var rows = Array.from(body.rows), query = "", least = 0;
  var controls = document.createElement("p"), status = document.createElement("span");
  controls.className = "cq-controls no-print";
  status.setAttribute("role", "status");
  box.parentNode.insertBefore(controls, box);

  function addInput(label, type, follow) {
    var wrap = document.createElement("label"), input = document.createElement("input");
    input.type = type;
    wrap.append(label + " ", input);
    controls.append(wrap, " ");
    input.addEventListener("input", function () { follow(input); show(); });
    return input;
  }
  function show() {
    var shown = 0;
    rows.forEach(function (row) {
      var sure = parseFloat(row.dataset.confidence), low = sure < least;
      row.hidden = low || !row.textContent.toLowerCase().includes(query);
      if (!row.hidden) shown += 1;
      if (row.id && !isNaN(sure)) {
        document.querySelectorAll('[data-row="' + CSS.escape(row.id) + '"]').forEach(function (mark) {
          mark.classList.toggle("cq-low", low);
        });
      }
    });
    status.textContent = shown + " of " + rows.length + " rows" + (
      box.scrollHeight > box.clientHeight + 1 ? "; scroll in the box to see them all" : "");
  }
  function valueOf(row, column) {
    var cell = row.cells[column];
    return cell.dataset.sort === undefined ? cell.textContent : +cell.dataset.sort;
  }
  function sortBy(head, column) {
    var down = head.getAttribute("aria-sort") === "ascending";
    Array.from(heads).forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.slice().sort(function (a, b) {
      var x = valueOf(a, column), y = valueOf(b, column);
      var order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
      return (order || rows.indexOf(a) - rows.indexOf(b)) * (down ? -1 : 1);
    }).forEach(function (row) { body.append(row); });
  }
  if (box.dataset.long) {
    addInput("Search the table", "search", function (input) { query = input.value.toLowerCase(); });
    Array.from(heads).forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "cq-sort";
      button.textContent = head.textContent;
      head.textContent = "";
      head.append(button);
      button.addEventListener("click", function () { sortBy(head, column); });
    });
  }
  if (box.dataset.confidence) {
    var value = document.createElement("output");
    var slider = addInput("Hide rows below a confidence of", "range", function (input) {
      least = +input.value;
      value.textContent = least.toFixed(2);
    });
    slider.min = 0;
    slider.max = 1;
    slider.step = 0.05;
    slider.value = 0;
    value.textContent = "0.00";
    controls.append(value, " ");
  }
  controls.append(status);
  show();
})("NAME");
