// Looks at run reports in Chromium, in light and in dark, on a wide and on a narrow window:
//   node check.mjs --modules FOLDER --chromium PROGRAM [--screenshots FOLDER] [--mode MODE] [--check CLAIM] FILE...
// One line a check, with what was found below it where it fails; the last line is "N passed, N failed". MODE is such as
// light-400, and CLAIM has a few words of one.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { latency, timeline, traffic, words } from './charts.mjs';
import * as inPage from './page.mjs';

const text = { type: 'string' };
const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { modules: text, chromium: text, screenshots: text, mode: text, check: text },
});
const load = createRequire(pathToFileURL(`${resolve(options.modules)}/`));
const { chromium } = load('playwright-core');
const axe = readFileSync(load.resolve('axe-core/axe.min.js'), 'utf8');

const modes = ['light', 'dark'].flatMap(scheme => [1280, 400].map(width => ({ name: `${scheme}-${width}`, scheme, width })))
  .filter(mode => !options.mode || mode.name === options.mode);
const paper = { width: 718, height: 1047 }; // A4 less the margins that browsers leave, in CSS pixels
const lists = ['steps', 'waits', 'traffic', 'calls', 'kept'];
const shown = 12; // findings of one check
let passed = 0, failed = 0;

async function open(browser, file, mode) {
  const context = await browser.newContext({ colorScheme: mode.scheme, viewport: { width: mode.width, height: 900 }, offline: true });
  const page = await context.newPage();
  const address = pathToFileURL(resolve(file)).href;
  const said = [], asked = [];
  page.on('console', message => ['error', 'warning'].includes(message.type()) && said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', error => said.push(`error: ${error.message}`));
  page.on('request', request => request.url() !== address && !request.url().startsWith('data:') && asked.push(`it asks for ${request.url()}`));
  await page.goto(address);
  await page.evaluate(inPage.unfold, true);
  return { page, said, asked };
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return {};
  }
}

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { preload: false, resultTypes: ['violations'] }));
  return found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target.join(' ')}: ${node.any.concat(node.all, node.none)[0]?.message ?? one.help}`));
}

// A box that scrolls is reached by the Tab key in every browser only if it, or something in it, says so.
async function unreached(page) {
  const boxes = await page.evaluate(inPage.scrollBoxes);
  const reached = new Set();
  for (let press = 0; press < 500; press++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(inPage.focused);
    if (!focused.length || reached.has(focused[0])) break;
    focused.forEach(element => reached.add(element));
  }
  return boxes.filter(box => !box.focusable || !reached.has(box.index)).map(box => `${box.name} scrolls, and the keyboard does not get into it`);
}

async function lostInPrint(page, mode) {
  const onScreen = await page.evaluate(inPage.texts, false);
  await page.evaluate(inPage.unfold, false);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(paper);
  const onPaper = new Set((await page.evaluate(inPage.texts, true)).map(one => one.index));
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(inPage.unfold, true);
  await page.setViewportSize({ width: mode.width, height: 900 });
  return onScreen.filter(one => !onPaper.has(one.index)).map(one => `not on paper: ${one.text}`);
}

async function pdf(page) {
  const bytes = await page.pdf({ format: 'A4' });
  return bytes.subarray(0, 5).toString() === '%PDF-' ? [] : ['what was printed is no PDF'];
}

function* named({ title, headings, data }) {
  if (!title.trim()) yield 'it has no title';
  if (headings.length !== 1) yield `it has ${headings.length} h1`;
  for (const part of ['environment', 'target']) {
    if (!data[part]) yield `its data has no ${part}`;
    else if (!headings[0]?.includes(data[part])) yield `its h1 "${headings[0]}" does not name the ${part} ${data[part]}`;
  }
}

async function look(browser, file, mode) {
  const { page, said, asked } = await open(browser, file, mode);
  const check = async (claim, find) => {
    if (!claim.includes(options.check ?? '')) return;
    let found;
    try {
      found = [...await find()];
    } catch (error) {
      found = [error.message];
    }
    console.log(`  ${found.length ? 'FAIL' : 'ok  '}  ${basename(file)}, ${mode.name}: ${claim}`);
    found.slice(0, shown).forEach(one => console.log(`        ${one}`));
    if (found.length > shown) console.log(`        and ${found.length - shown} more`);
    if (found.length) failed++;
    else passed++;
  };
  if (options.screenshots) {
    const name = `${basename(file, '.html')}-${mode.scheme}${mode.width === 1280 ? '' : `-${mode.width}`}.png`;
    await page.screenshot({ path: `${options.screenshots}/${name}`, fullPage: true });
  }

  const seen = await page.evaluate(inPage.measure);
  seen.data = parsed(seen.json);
  await check('its data can be read', () => lists.filter(list => !Array.isArray(seen.data[list])).map(list => `it has no list ${list}`));
  await check('it says what it is of', () => named(seen));
  await check('the timeline shows each step and wait where and as long as it was', () => timeline(seen));
  await check('the traffic shows the requests of each second by version, and those that failed', () => traffic(seen));
  await check('the latency is that of each second', () => latency(seen));
  await check('steps, waits, calls and what is kept are there in words', () => words(seen));
  await check(`it is ${mode.scheme}`, () => page.evaluate(inPage.scheme, mode.scheme));
  await check('axe finds nothing', () => violations(page));
  await check('what the charts say stands out', () => page.evaluate(inPage.faint));
  await check('it does not scroll sideways, and nothing is cut off', () => page.evaluate(inPage.sideways));
  await check('each box that scrolls is reached by keyboard', () => unreached(page));
  await check('print has every text', () => lostInPrint(page, mode));
  await check('it prints to PDF', () => pdf(page));
  await check('it runs no script, and names nothing to load', () => page.evaluate(inPage.foreign));
  // Last, since printing may load and say more.
  await check('it asks for nothing but itself', () => asked);
  await check('the browser has nothing to say', () => said);
  await page.context().close();
}

if (options.screenshots) mkdirSync(options.screenshots, { recursive: true });
const browser = await chromium.launch({ executablePath: options.chromium, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
try {
  for (const file of files) {
    for (const mode of modes) await look(browser, file, mode);
  }
} finally {
  await browser.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
