/** Style and script of the animated page: it sets texts, colours and what is seen from what was computed when it was saved. */

export const PLAYER_STYLE = `
:root { color-scheme: light; font: 16px/1.5 Helvetica, Arial, "Liberation Sans", sans-serif; color: #1b1916; background: #fff; }
body { margin: 1rem; }
main { max-width: max-content; margin: 0 auto; }
#controls { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; }
#play { min-width: 6rem; min-height: 2.5rem; border: 0; border-radius: 8px; background: #1b1916; color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
#step { flex: 1 1 14rem; accent-color: #855608; }
#count { min-width: 8rem; color: #63605a; font-variant-numeric: tabular-nums; }
#narration { min-height: 1.5em; margin: .5rem 0; color: #63605a; }
#stage { overflow-x: auto; }
:focus-visible { outline: 2px solid #855608; outline-offset: 2px; }
@media (prefers-reduced-motion: no-preference) {
  .grows { stroke-dasharray: 1; animation: grow var(--step-time) linear both; }
}
@keyframes grow { from { stroke-dashoffset: 1; } to { stroke-dashoffset: 0; } }
@media print { #controls { display: none; } }
`;

export const PLAYER_SCRIPT = `
const frames = JSON.parse(document.getElementById('frames').textContent);
const steps = frames.narration.length - 1;
const find = (id) => document.getElementById(id);
const boxes = [...document.querySelectorAll('[data-box]')];
const staged = [...document.querySelectorAll('[data-stage]')];
const entries = [...document.querySelectorAll('[data-entry]')];
let step = steps;
let timer = null;
document.documentElement.style.setProperty('--step-time', frames.stepTime + 'ms');

function show(to) {
  const grows = to === step + 1;
  step = Math.max(0, Math.min(steps, to));
  for (const part of staged) {
    const stage = Number(part.dataset.stage);
    part.setAttribute('visibility', stage >= step ? 'hidden' : 'visible');
    part.classList.toggle('grows', grows && stage === step - 1 && part.hasAttribute('pathLength'));
  }
  for (const box of boxes) {
    const frame = frames.boxes[Number(box.dataset.box)].findLast((one) => one.step <= step);
    const texts = box.querySelectorAll('text');
    texts[texts.length - 1].textContent = frame.text;
    box.querySelector('rect').setAttribute('fill', frame.fill);
    for (const text of texts) text.setAttribute('fill', frame.ink);
  }
  frames.ledger[step].forEach((frame, index) => {
    const bar = entries[index].querySelectorAll('rect')[1];
    bar.setAttribute('width', frame.width);
    bar.setAttribute('fill', frame.fill);
    bar.setAttribute('stroke', frame.stroke);
    entries[index].querySelector('text').textContent = frame.text;
  });
  find('step').value = step;
  find('count').textContent = 'step ' + step + ' of ' + steps;
  find('narration').textContent = frames.narration[step];
  find('play').textContent = timer === null ? 'Play' : 'Pause';
}

function pause() {
  clearTimeout(timer);
  timer = null;
}

function next() {
  if (step >= steps) {
    pause();
    show(step);
    return;
  }
  timer = setTimeout(next, frames.stepTime);
  show(step + 1);
}

function toggle() {
  if (timer !== null) {
    pause();
    show(step);
    return;
  }
  if (step >= steps) show(0);
  timer = setTimeout(next, frames.stepTime);
  show(step);
}

find('play').addEventListener('click', toggle);
find('step').addEventListener('input', (event) => show(Number(event.target.value)));
find('stage').addEventListener('keydown', (event) => {
  const deeds = { ArrowRight: () => show(step + 1), ArrowLeft: () => show(step - 1), Home: () => show(0), End: () => show(steps), ' ': toggle };
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || !deeds[event.key]) return;
  event.preventDefault();
  deeds[event.key]();
});
show(steps);
`;
