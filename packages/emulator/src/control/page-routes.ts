import { loadRoutes } from '../operations/routes.ts'
import { ControlError } from './control-error.ts'
import { type ControlContext, type ControlRoute, responseSent } from './control-route.ts'
import { proxyMedia } from './proxy-media.ts'

const base = '/_emulator'

/** The page loads nothing from other origins; the emulator proxies media. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const types = { html: 'text/html', js: 'text/javascript', css: 'text/css' } as const

/** Routes of the page: its files, the operations, media and pictures. */
export const pageRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: `${base}/`, run: (context) => serveFile(context, 'html') },
  { method: 'GET', path: `${base}/page.js`, run: (context) => serveFile(context, 'js') },
  { method: 'GET', path: `${base}/page.css`, run: (context) => serveFile(context, 'css') },
  {
    method: 'GET',
    path: `${base}/operations`,
    run: () => loadRoutes().operations.map(({ id, family }) => ({ id, family })),
  },
  { method: 'GET', path: `${base}/media/:taskId`, run: serveMedia },
  { method: 'GET', path: `${base}/pictures/:userId`, run: servePicture },
]

/** Imports the files on first use, so that tests do not load them. */
async function serveFile({ response }: ControlContext, kind: keyof typeof types): Promise<typeof responseSent> {
  const { files } = await import('#page')
  response.writeHead(200, {
    'content-type': `${types[kind]}; charset=utf-8`,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  response.end(files[kind])
  return responseSent
}

function serveMedia(context: ControlContext): Promise<typeof responseSent> {
  const { state, params } = context
  const tasks = [...state.apps.values()].map((app) => app.tasks.find(params.taskId ?? ''))
  const task = tasks.find((found) => found !== undefined)
  if (!task) throw new ControlError(404, 'no running task has this id; GET /_emulator/state lists the tasks')
  return proxyMedia(context, task.source, /^(audio|video)\//)
}

function servePicture(context: ControlContext): Promise<typeof responseSent> {
  const { state, params } = context
  const accounts = [...state.apps.values()].flatMap(({ accounts }) => accounts.list())
  const url = accounts.find(({ userId }) => userId === params.userId)?.profile.Tag_Profile_IM_Image
  if (!url) throw new ControlError(404, 'this account has no FaceUrl; account_import sets it')
  return proxyMedia(context, url, /^image\//)
}
