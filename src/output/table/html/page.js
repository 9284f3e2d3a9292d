(() => {
  const form = document.querySelector('.filter');
  if (!form) return;
  form.hidden = false;
  const rows = [...document.querySelectorAll('#findings tbody tr')];
  const shown = document.getElementById('shown');
  const words = rows.map((row) => row.textContent.normalize('NFKC').toLowerCase());
  const apply = () => {
    const data = new FormData(form);
    const severities = data.getAll('severity');
    const [rule, report] = [data.get('rule'), data.get('report')];
    const asked = (data.get('words') || '').normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, index) => {
      const fits = severities.includes(row.dataset.severity)
        && (!rule || row.dataset.rule === rule)
        && (!report || row.dataset.report === report)
        && asked.every((word) => words[index].includes(word));
      row.hidden = !fits;
      if (fits) count += 1;
    });
    shown.textContent = `${count} / ${rows.length}`;
  };
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(apply));
  const open = () => {
    const place = location.hash && document.getElementById(location.hash.slice(1));
    const folded = place && place.closest('details');
    if (folded) { folded.open = true; place.scrollIntoView({ block: 'center' }); }
    if (place && place.hidden) { form.reset(); setTimeout(() => place.scrollIntoView({ block: 'center' })); }
  };
  addEventListener('hashchange', open);
  apply();
  open();
})();
