// Draws the bars of a figure[data-chart] from its JSON block. The table under it stays: it is the accessible form.

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
// Letters as small as the page's small print, which in elder mode is not small at all.
const letters = () => {
  const { dataset } = document.documentElement
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
  return 'elder' in dataset ? rem : Math.max(14, rem * 0.875)
}
const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches

function numbers (unit, language) {
  const digits = unit === 'fen' ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : {}
  const exact = new Intl.NumberFormat(language, digits)
  const short = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 })
  const scale = unit === 'fen' ? 100 : 1
  const sign = unit === 'percent' ? ' %' : ''
  return {
    scale,
    exact: (value) => value === null ? '–' : exact.format(value) + sign,
    short: (value) => short.format(value) + sign
  }
}

function options (data, size, shown) {
  const text = { color: colour('--ink'), fontSize: size, fontFamily: getComputedStyle(document.body).fontFamily }
  const palette = [colour('--jade'), colour('--series-2'), colour('--series-3')]
  return {
    animation: !still(),
    aria: { enabled: true, label: { description: data.title } },
    color: palette,
    textStyle: text,
    legend: { show: data.series.length > 1, top: 0, left: 0, textStyle: text, itemGap: size, icon: 'rect' },
    grid: { top: data.series.length > 1 ? size * 2.5 : size, left: 0, right: size, bottom: 0, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' }, confine: true,
      backgroundColor: colour('--card'), borderColor: colour('--line'), textStyle: text,
      valueFormatter: shown.exact },
    xAxis: { type: 'value', axisLabel: { ...text, hideOverlap: true, formatter: shown.short },
      splitLine: { lineStyle: { color: colour('--line') } } },
    yAxis: { type: 'category', inverse: true, data: data.labels, axisTick: { show: false },
      axisLabel: { ...text, width: size * 11, overflow: 'break' }, axisLine: { lineStyle: { color: colour('--line') } } },
    series: data.series.map(({ name, values }) => ({
      type: 'bar',
      name,
      data: values.map((value) => value === null ? null : value / shown.scale),
      barMaxWidth: size * 1.5,
      barGap: '15%',
      itemStyle: { borderRadius: [0, 3, 3, 0] }
    }))
  }
}

export function draw (figure, init) {
  const data = JSON.parse(figure.querySelector('script[type="application/json"]').textContent)
  const place = figure.querySelector('[data-chart-place]')
  const size = letters()
  const row = size * (1.2 + 1.4 * data.series.length)
  place.hidden = false
  place.style.height = `${Math.round(data.labels.length * row + size * 5)}px`
  const chart = init(place, null, { renderer: 'svg' })
  const paint = () => chart.setOption(options(data, size, numbers(data.unit, document.documentElement.lang)))
  paint()
  new ResizeObserver(() => chart.resize()).observe(place)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint)
}
