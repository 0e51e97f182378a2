// What is looked at inside a page. Each function is sent there by its text, so it uses nothing of this file.

/** What the page says of itself, and each mark of its charts with its data-… and its place on the window. */
export function measure() {
  const say = element => [...element.querySelectorAll('td, th')].map(cell => cell.textContent.replace(/\s+/g, ' ').trim()).join(' ');
  const body = document.body.cloneNode(true);
  body.querySelectorAll('script, style').forEach(one => one.remove());
  return {
    json: document.querySelector('script#data[type="application/json"]')?.textContent,
    title: document.title,
    headings: [...document.querySelectorAll('h1')].map(one => one.innerText),
    text: body.textContent.replace(/\s+/g, ' '),
    rows: [...document.querySelectorAll('tr')].map(say),
    charts: [...document.querySelectorAll('svg[data-chart]')].map(chart => ({
      name: chart.dataset.chart,
      marks: [...chart.querySelectorAll('*')].filter(mark => Object.keys(mark.dataset).length).map(mark => {
        const { left, top, width, height } = mark.getBoundingClientRect();
        return { says: { ...mark.dataset }, left, top, width, height };
      }),
    })),
  };
}

/** With contrast enough, as axe demands it, the colour of the text tells that of the page. */
export function scheme(wanted) {
  const [red, green, blue] = getComputedStyle(document.body).color.match(/[\d.]+/g).map(Number);
  const is = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 127 ? 'dark' : 'light';
  return is === wanted ? [] : [`its text has the colour ${getComputedStyle(document.body).color}: it is ${is}`];
}

/** Texts and marks of charts with too little contrast, which axe does not look at: 4.5 and 3 are WCAG's 1.4.3 and 1.4.11. */
export function faint() {
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const layer = (colour, opacity = 1) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
    return { rgb: [red, green, blue], alpha: alpha / 255 * opacity };
  };
  const over = (top, under) => top.rgb.map((part, at) => part * top.alpha + under[at] * (1 - top.alpha));
  const light = rgb => rgb.map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };

  const sheet = document.body.appendChild(document.createElement('div'));
  sheet.style.background = 'Canvas';
  const canvas = layer(getComputedStyle(sheet).backgroundColor).rgb;
  sheet.remove();
  const background = element => element
    ? over(layer(getComputedStyle(element).backgroundColor), background(element.parentElement))
    : canvas;
  const opacity = element => element instanceof SVGElement ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1;
  const paint = (element, kind) => {
    const style = getComputedStyle(element);
    if (style[kind] === 'none' || style[kind].startsWith('url(')) return null;
    return layer(style[kind], Number(style[`${kind}Opacity`]) * opacity(element));
  };

  const found = [];
  for (const chart of document.querySelectorAll('svg')) {
    const sheet = background(chart);
    const shapes = [...chart.querySelectorAll('rect')].map(shape => ({ shape, box: shape.getBoundingClientRect(), fill: paint(shape, 'fill') })).filter(one => one.fill);
    for (const text of chart.querySelectorAll('text, tspan')) {
      if (![...text.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
      const box = text.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const under = shapes.filter(({ shape, box }) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom
        && shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING).reduce((below, one) => over(one.fill, below), sheet);
      const fill = paint(text, 'fill');
      const has = fill ? contrast(over(fill, under), under) : 1;
      if (has < 4.5) found.push(`the text "${text.textContent.trim()}" has a contrast of ${has.toFixed(2)}, below 4.5`);
    }
    for (const mark of chart.querySelectorAll('[data-step], [data-wait], [data-version], [data-failed], circle[data-median], rect[data-median]')) {
      const paints = ['fill', 'stroke'].map(kind => paint(mark, kind)).filter(Boolean);
      const has = Math.max(1, ...paints.map(one => contrast(over(one, sheet), sheet)));
      if (paints.length && has < 3) found.push(`${mark.tagName} ${JSON.stringify({ ...mark.dataset })} has a contrast of ${has.toFixed(2)}, below 3`);
    }
  }
  return found;
}

/** Whether the page is wider than its window, and what is cut off so that no scrolling shows it. */
export function sideways() {
  const name = element => element.tagName.toLowerCase() + (element.id && `#${element.id}`) + [...element.classList].map(one => `.${one}`).join('');
  const root = document.scrollingElement, found = [];
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide, and its window ${root.clientWidth}`);
  for (const element of document.querySelectorAll('html, body, body *')) {
    const style = getComputedStyle(element);
    // A box of one pixel is how text is left to screen readers alone.
    if (element instanceof HTMLElement && /hidden|clip/.test(style.overflowX) && style.textOverflow !== 'ellipsis' && element.clientWidth > 2
      && element.scrollWidth > element.clientWidth + 1) found.push(`${name(element)} cuts off ${element.scrollWidth - element.clientWidth} px`);
  }
  for (const chart of document.querySelectorAll('svg')) {
    const edge = chart.getBoundingClientRect();
    for (const part of chart.querySelectorAll('text, rect[data-seconds], [data-second]')) {
      const box = part.getBoundingClientRect();
      const beyond = Math.max(edge.left - box.left, box.right - edge.right, edge.top - box.top, box.bottom - edge.bottom);
      if (beyond > 2) found.push(`${part.textContent.trim() || JSON.stringify({ ...part.dataset })} sticks out of its chart by ${beyond.toFixed(0)} px`);
    }
  }
  return found;
}

/** The boxes that scroll. */
export function scrollBoxes() {
  const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex^="-"])';
  return [...document.querySelectorAll('*')].map((element, index) => ({ element, index })).filter(({ element }) => {
    const style = getComputedStyle(element);
    return element !== document.scrollingElement && element !== document.body
      && (/auto|scroll/.test(style.overflowX) && element.scrollWidth > element.clientWidth
        || /auto|scroll/.test(style.overflowY) && element.scrollHeight > element.clientHeight);
  }).map(({ element, index }) => ({
    index,
    name: element.outerHTML.slice(0, element.outerHTML.indexOf('>') + 1),
    focusable: element.matches(focusable) || element.querySelector(focusable) !== null,
  }));
}

/** What has the focus, and what it is in; nothing when the focus is on no element. */
export function focused() {
  const all = [...document.querySelectorAll('*')], chain = [];
  if (!document.activeElement || document.activeElement === document.body) return chain;
  for (let element = document.activeElement; element; element = element.parentElement) chain.push(all.indexOf(element));
  return chain;
}

/** What is folded away is there for whoever unfolds it; on paper it has to be there although nobody did. */
export function unfold(open) {
  document.querySelectorAll('details').forEach(details => { details.open = open; });
}

/** The texts that can be read: on paper nothing scrolls, so there a box that would must show all. */
export function texts(onPaper) {
  const cuts = onPaper ? /hidden|clip|auto|scroll/ : /hidden|clip/;
  const cut = (box, element) => {
    for (; element && element !== document.body; element = element.parentElement) {
      const style = getComputedStyle(element), edge = element.getBoundingClientRect();
      if (cuts.test(style.overflowX) && (box.right > edge.right + 2 || box.left < edge.left - 2)) return true;
      if (cuts.test(style.overflowY) && (box.bottom > edge.bottom + 2 || box.top < edge.top - 2)) return true;
    }
    return false;
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let index = 0; walker.nextNode(); index++) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest('script, style, title, desc, noscript')) continue;
    if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width > 0 && box.height > 0 && !cut(box, parent)) found.push({ index, text: node.data.trim() });
  }
  return found;
}

/** Scripts, and whatever could load something, at once or later. */
export function foreign() {
  const found = [];
  const own = address => !address || address.startsWith('#') || address.startsWith('data:');
  for (const element of document.querySelectorAll('*')) {
    if (element.matches('script:not([type="application/json"]), iframe, object, embed, base, meta[http-equiv="refresh" i]')) found.push(`it has <${element.tagName.toLowerCase()}>`);
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) found.push(`it has ${name}="${value}"`);
      if (/^\s*javascript:/i.test(value)) found.push(`it has the address ${value}`);
      const loads = /^(src|srcset|poster|background)$/i.test(name) || /^(xlink:)?href$/i.test(name) && !element.matches('a');
      if (loads && !own(value.trim())) found.push(`<${element.tagName.toLowerCase()}> names ${value}`);
    }
  }
  const styles = [...document.querySelectorAll('style')].map(one => one.textContent).concat([...document.querySelectorAll('[style]')].map(one => one.getAttribute('style')));
  for (const style of styles) {
    if (/@import/i.test(style)) found.push('its styles import others');
    for (const [, address] of style.matchAll(/url\(\s*["']?([^"')]*)/gi)) {
      if (!own(address.trim())) found.push(`its styles name ${address}`);
    }
  }
  return found;
}
