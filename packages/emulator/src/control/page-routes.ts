import { loadRoutes } from '../routes.ts'
import { ControlError } from './control-error.ts'
import { answered, type ControlContext, type ControlRoute } from './control-route.ts'
import { proxyMedia } from './proxy-media.ts'

const base = '/_emulator'

/** Nothing from elsewhere, not even a picture; what is not on this machine comes through the emulator or not at all. */
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

/** The page's own files, and what it shows from elsewhere. */
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

/** Loaded when somebody looks: nobody who only tests pays for it. */
async function serveFile({ response }: ControlContext, kind: keyof typeof types): Promise<typeof answered> {
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
  return answered
}

function serveMedia(context: ControlContext): Promise<typeof answered> {
  const { world, params } = context
  const tasks = [...world.apps.values()].map((app) => app.tasks.find(params.taskId ?? ''))
  const task = tasks.find((found) => found !== undefined)
  if (!task) throw new ControlError(404, 'there is no running task of this id; GET /_emulator/state lists them')
  return proxyMedia(context, task.source, /^(audio|video)\//)
}

function servePicture(context: ControlContext): Promise<typeof answered> {
  const { world, params } = context
  const accounts = [...world.apps.values()].flatMap(({ accounts }) => accounts.list())
  const url = accounts.find(({ userId }) => userId === params.userId)?.profile.Tag_Profile_IM_Image
  if (!url) throw new ControlError(404, 'this account has no FaceUrl; account_import sets it')
  return proxyMedia(context, url, /^image\//)
}
