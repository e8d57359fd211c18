import { basename } from 'node:path'
import { AppError, type TokenOverview } from '#contract'
import { hasRole } from '#core/people/caller'
import { type CallContext, os } from './context.ts'
import { requireCaller } from './require-caller.ts'

const { tokens } = os.device

/**
 * Tokens and the middleware that reaches them. A module is native code that runs with this program's rights: on a workstation
 * its user confirms the very file; on an office server only an admin loads one, and only one of the server's own list.
 */
export const tokenProcedures = {
  list: tokens.list.handler(async ({ context }) => {
    requireCaller(context)
    return offering(context, await context.runtime.device.tokens.overview())
  }),
  inspectModule: tokens.inspectModule.handler(async ({ input, context }) => {
    requireMayChange(context)
    await requireListed(context, input.path)
    return context.runtime.device.tokens.inspectModule(input.path)
  }),
  addModule: tokens.addModule.handler(async ({ input, context }) => {
    requireMayChange(context)
    const { device } = context.runtime
    const { modules } = await device.tokens.overview()
    if (modules.some(({ path }) => path === input.path)) device.keySessions.closeAll()
    else {
      await requireListed(context, input.path)
      const { sha256 } = await device.tokens.inspectModule(input.path)
      if (sha256 !== input.sha256) throw new AppError('token-module-not-confirmed', { module: input.path })
    }
    return offering(context, await device.tokens.addModule(input.path))
  }),
  removeModule: tokens.removeModule.handler(async ({ input, context }) => {
    requireMayChange(context)
    context.runtime.device.keySessions.closeAll()
    return offering(context, await context.runtime.device.tokens.removeModule(input.path))
  }),
}

const isServer = ({ runtime }: CallContext): boolean => runtime.device.info.door === 'server'

/** Whoever works at a workstation; of a server, which all of the office share, an admin. */
function requireMayChange(context: CallContext): void {
  const caller = requireCaller(context)
  if (isServer(context) && !hasRole(caller, 'admin')) throw new AppError('forbidden', { action: 'token-modules' })
}

async function listedOn({ ports }: CallContext): Promise<readonly string[]> {
  return (await ports.settings.get())?.tokenModules ?? []
}

async function requireListed(context: CallContext, path: string): Promise<void> {
  if (!isServer(context) || (await listedOn(context)).includes(path)) return
  throw new AppError('token-module-not-listed', { module: path })
}

/** A server offers what is on its list and not used yet, wherever it is installed. */
async function offering(context: CallContext, overview: TokenOverview): Promise<TokenOverview> {
  if (!isServer(context)) return overview
  const used = overview.modules.map(({ path }) => path)
  const open = (await listedOn(context)).filter((path) => !used.includes(path))
  const nameOf = (path: string) => overview.offered.find((one) => one.path === path)?.name ?? basename(path)
  return { ...overview, offered: open.map((path) => ({ path, name: nameOf(path) })) }
}
