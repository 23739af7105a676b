// Comfort only: the page is whole without it. Sorts tables, filters the problems, opens everything for printing.
(() => {
  'use strict';

  const number = text => {
    const match = /-?[\d,]+(\.\d+)?/.exec(text);
    return match ? Number(match[0].replaceAll(',', '')) : NaN;
  };

  for (const table of document.querySelectorAll('table.sortable')) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const isNumber = head.classList.contains('n');
        const down = head.getAttribute('aria-sort') !== (isNumber ? 'descending' : 'ascending') === isNumber;
        heads.forEach(h => h.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const body = table.tBodies[0];
        const rows = [...body.rows].filter(r => !r.classList.contains('rest'));
        const key = row => row.cells[column].textContent.trim();
        rows.sort((a, b) => (down ? -1 : 1) * (isNumber ? number(key(a)) - number(key(b)) : key(a).localeCompare(key(b))));
        body.prepend(...rows);
      });
    });
  }

  const problems = [...document.querySelectorAll('.problem')];
  const place = document.getElementById('filter');
  if (place && problems.length > 5) {
    const label = document.createElement('label');
    label.className = 'vh';
    label.htmlFor = 'filter-text';
    label.textContent = 'Show only problems with this text';
    const input = document.createElement('input');
    input.type = 'search';
    input.id = 'filter-text';
    input.placeholder = 'Filter: gmail, dmarc, example.org …';
    const shown = document.createElement('output');
    place.append(label, input, shown);
    place.hidden = false;
    const texts = problems.map(p => p.textContent.toLowerCase());
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(w => w);
      let count = 0;
      problems.forEach((problem, i) => {
        const fits = words.every(w => texts[i].includes(w));
        problem.hidden = !fits;
        count += fits ? 1 : 0;
      });
      shown.textContent = words.length ? count + ' of ' + problems.length : '';
    });
  }

  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    closed.forEach(d => { d.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach(d => { d.open = false; }));
})();
