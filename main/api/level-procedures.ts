import { changeLevelSettings, levelSettings } from '#core/levels/office-levels'
import { raiseAll } from '#core/levels/raise-documents'
import { tryAuthority } from '#core/levels/try-authority'
import { listWaiting } from '#core/levels/waiting-documents'
import { requireCaller as who } from '#core/people/caller'
import { os } from './context.ts'

const { levels } = os.office

/** Levels of signatures: what the office wants, and the documents that have not reached it. */
export const levelProcedures = {
  settings: levels.settings.handler(({ context: { ports, caller } }) => {
    who(caller)
    return levelSettings(ports)
  }),
  change: levels.change.handler(({ input, context: { ports, caller } }) =>
    changeLevelSettings(ports, who(caller), input),
  ),
  tryAuthority: levels.tryAuthority.handler(({ input, context: { ports, caller } }) =>
    tryAuthority(ports, who(caller), input),
  ),
  list: levels.list.handler(({ context: { ports, caller } }) => listWaiting(ports, who(caller))),
  raise: levels.raise.handler(({ context: { ports, caller }, signal }) => raiseAll(ports, who(caller), signal)),
}
