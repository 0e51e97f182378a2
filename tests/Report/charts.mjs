// Holds the charts of a report to its data. Each yields what is wrong, one sentence each.

const slack = 1; // CSS pixels, for rounding
const least = 3; // CSS pixels: what is smaller may be drawn as large as this, to be seen

const number = attribute => attribute?.trim() ? Number(attribute) : NaN;
const seconds = begun => typeof begun === 'number' ? begun : Date.parse(begun) / 1000;
const pixels = value => `${Math.round(value * 10) / 10} px`;
const middle = mark => ({ x: mark.left + mark.width / 2, y: mark.top + mark.height / 2 });

// Gives each entry of the data the mark that has the same values.
function pair(what, entries, marks, ofEntry, ofMark) {
  const left = [...marks], pairs = [], wrong = [];
  for (const entry of entries) {
    const key = JSON.stringify(ofEntry(entry));
    const at = left.findIndex(mark => JSON.stringify(ofMark(mark)) === key);
    if (at < 0) wrong.push(`${what} ${key} is not drawn`);
    else pairs.push({ entry, mark: left.splice(at, 1)[0], name: `${what} ${key}` });
  }
  wrong.push(...left.map(mark => `${what} ${JSON.stringify(ofMark(mark))} is drawn, and is not in the data`));
  return { pairs, wrong };
}

const highest = (pairs, value) => pairs.reduce((most, one) => value(one) > value(most) ? one : most, pairs[0]);

// Pixels for one of whatever the value counts, as the largest has it.
const scale = (pairs, value, size) => {
  const largest = highest(pairs, value);
  return largest && value(largest) > 0 ? size(largest) / value(largest) : 0;
};

function* proportional(pairs, value, size) {
  const rate = scale(pairs, value, size);
  if (pairs.some(one => value(one) > 0) && !(rate > 0)) yield 'its bars have no size';
  for (const one of pairs) {
    const expected = value(one) * rate;
    if (Math.abs(size(one) - expected) > slack && !(expected < least && size(one) <= least)) {
      yield `${one.name} is ${pixels(size(one))}, and ${pixels(expected)} by the scale of the largest`;
    }
  }
}

// Whether positions follow the values on one scale that grows, or falls for a negative sign.
function* linear(pairs, value, position, sign, what) {
  const last = highest(pairs, value), first = highest(pairs, one => -value(one));
  if (!last || value(last) === value(first)) return;
  const rate = (position(last) - position(first)) / (value(last) - value(first));
  if (!(rate * sign > 0)) yield `${what} does not grow with its value`;
  for (const one of pairs) {
    const expected = position(first) + (value(one) - value(first)) * rate;
    if (Math.abs(position(one) - expected) > 1.5 * slack) yield `${one.name} is at ${pixels(position(one))}, and ${pixels(expected)} by the scale of ${what}`;
  }
}

function* present(charts, name, wanted) {
  const times = charts.filter(chart => chart.name === name).length;
  if (times !== (wanted ? 1 : 0)) yield `there are ${times} charts "${name}"${wanted ? '' : ', of an empty list'}`;
}

const marks = (charts, name, having) => charts.filter(chart => chart.name === name).flatMap(chart => chart.marks).filter(mark => having in mark.says);

export function* timeline({ data, charts }) {
  yield* present(charts, 'timeline', data.steps.length + data.waits.length);
  const took = entry => entry.seconds;
  const steps = pair('step', data.steps, marks(charts, 'timeline', 'step'), one => [one.name, took(one)], mark => [mark.says.step, number(mark.says.seconds)]);
  const waits = pair('wait', data.waits, marks(charts, 'timeline', 'wait'), one => [one.what, took(one)], mark => [mark.says.wait, number(mark.says.seconds)]);
  yield* [...steps.wrong, ...waits.wrong];

  const pairs = [...steps.pairs, ...waits.pairs];
  yield* proportional(pairs, one => took(one.entry), one => one.mark.width);
  const rate = scale(pairs, one => took(one.entry), one => one.mark.width);
  const begun = one => seconds(one.entry.begun);
  const first = highest(pairs, one => -begun(one));
  // Times may be told in whole seconds, and drawn more exactly.
  const rounding = pairs.every(one => Number.isInteger(begun(one))) ? rate : 0;
  for (const one of pairs) {
    const expected = first.mark.left + (begun(one) - begun(first)) * rate;
    if (!(Math.abs(one.mark.left - expected) <= least + rounding)) yield `${one.name}, begun ${one.entry.begun}, is drawn from ${pixels(one.mark.left)}, and not from ${pixels(expected)}`;
  }
}

export function* traffic({ data, charts }) {
  yield* present(charts, 'traffic', data.traffic.length);
  const versions = data.traffic.flatMap(one => Object.entries(one.versions).map(([version, count]) => ({ second: one.second, version, count }))).filter(one => one.count);
  const failures = data.traffic.filter(one => one.failed).map(one => ({ second: one.second, count: one.failed }));
  const some = marks(charts, 'traffic', 'version').filter(({ says }) => number(says.requests) !== 0);
  const served = pair('second, version and requests', versions, some,
    one => [one.second, one.version, one.count], ({ says }) => [number(says.second), says.version, number(says.requests)]);
  const failed = pair('second and failed requests', failures, marks(charts, 'traffic', 'failed'),
    one => [one.second, one.count], ({ says }) => [number(says.second), number(says.failed)]);
  yield* [...served.wrong, ...failed.wrong];

  const pairs = [...served.pairs, ...failed.pairs];
  yield* proportional(pairs, one => one.entry.count, one => one.mark.height);
  yield* linear(pairs, one => one.entry.second, one => middle(one.mark).x, 1, 'the seconds');
  for (const second of data.traffic.map(one => one.second)) {
    const stack = served.pairs.filter(one => one.entry.second === second).sort((a, b) => a.mark.top - b.mark.top);
    for (const [above, below] of stack.slice(1).map((one, at) => [stack[at], one])) {
      if (above.mark.top + above.mark.height > below.mark.top + least) yield `${above.name} covers ${below.name}`;
    }
  }
}

// A mark may sit at the median, at the slow ones, or reach from one to the other.
export function* latency({ data, charts }) {
  const entries = data.traffic.filter(one => one.median !== null && one.median !== undefined);
  yield* present(charts, 'latency', entries.length);
  const { pairs, wrong } = pair('second, median and slow', entries, marks(charts, 'latency', 'median'),
    one => [one.second, one.median, one.slow], ({ says }) => [number(says.second), number(says.median), number(says.slow)]);
  yield* wrong;
  yield* linear(pairs, one => one.entry.second, one => middle(one.mark).x, 1, 'the seconds');
  const scales = [one => one.median, one => one.slow, one => (one.median + one.slow) / 2]
    .map(value => [...linear(pairs, one => value(one.entry), one => middle(one.mark).y, -1, 'the latencies')]);
  yield* scales.find(found => !found.length) ?? scales[0];
}

export function* words({ data, text, rows }) {
  const plain = value => String(value).replace(/\s+/g, ' ').trim();
  for (const word of [...data.steps.map(one => one.name), ...data.waits.map(one => one.what), ...data.kept.flatMap(one => [one.what, one.why ?? ''])]) {
    if (!text.includes(plain(word))) yield `it does not say "${word}"`;
  }
  const cell = count => new RegExp(`(^|\\s)${Number(count).toLocaleString('en').replaceAll(',', '[,\\s]?')}(\\s|$)`);
  for (const call of data.calls) {
    const counts = [call.count, call.failed || null].filter(count => count !== null);
    if (!rows.some(row => row.includes(call.action) && counts.every(count => cell(count).test(row)))) yield `no row has ${call.service} ${call.action} with ${counts.join(' and ')}`;
  }
}
