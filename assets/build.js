// Compiles our Sass and bundles our scripts into yiyang/web/static. Run `npm ci && npm run build` here.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import * as sass from 'sass'

const OUT = '../yiyang/web/static'
const PAGES = `${OUT}/yiyang`
const VENDOR = `${OUT}/vendor`
for (const folder of [PAGES, `${PAGES}/carer`, VENDOR]) mkdirSync(folder, { recursive: true })

const css = sass.compile('scss/yiyang.scss', {
  style: 'compressed',
  loadPaths: ['node_modules/govuk-frontend/dist'],
  quietDeps: true
})
writeFileSync(`${PAGES}/yiyang.css`, `${css.css}\n`)

const SHARED = { bundle: true, minify: true, format: 'esm', target: 'es2020', charset: 'utf8', legalComments: 'none' }
// Our own scripts keep their readable form; what they import is bundled beside them under vendor/.
await build({ ...SHARED, entryPoints: ['js/govuk.js'], outfile: `${VENDOR}/govuk-frontend.js` })
await build({ ...SHARED, entryPoints: ['js/echarts.js'], outfile: `${VENDOR}/echarts.js` })
for (const script of ['app.js', 'cases.js', 'chart.js']) copyFileSync(`js/${script}`, `${PAGES}/${script}`)
for (const script of ['draw.js', 'main.js', 'sending.js', 'store.js', 'visit.js', 'worker.js']) copyFileSync(`js/carer/${script}`, `${PAGES}/carer/${script}`)

// The package itself carries no licence file; its licence is kept here, from its repository.
copyFileSync('licences/govuk-frontend.LICENSE.txt', `${VENDOR}/govuk-frontend.LICENSE.txt`)
copyFileSync('node_modules/echarts/LICENSE', `${VENDOR}/echarts.LICENSE.txt`)
copyFileSync('node_modules/echarts/NOTICE', `${VENDOR}/echarts.NOTICE.txt`)
copyFileSync('node_modules/zrender/LICENSE', `${VENDOR}/zrender.LICENSE.txt`)
