import { requireCaller as who } from '#core/people/caller'
import {
  addAnchors,
  changeAnchorPurpose,
  changeTrustSettings,
  getTrustSettings,
  inspectAnchors,
  listAnchors,
  removeAnchor,
} from '#core/people/trust-anchors'
import { os } from './context.ts'

const { trust } = os.office

/** Whom the office trusts, and whom it may ask. */
export const trustProcedures = {
  list: trust.list.handler(({ context: { ports, caller } }) => {
    who(caller)
    return listAnchors(ports)
  }),
  inspect: trust.inspect.handler(({ input, context: { ports, caller } }) =>
    inspectAnchors(ports, who(caller), input.data),
  ),
  add: trust.add.handler(({ input, context: { ports, caller } }) => addAnchors(ports, who(caller), input)),
  setPurpose: trust.setPurpose.handler(({ input, context: { ports, caller } }) =>
    changeAnchorPurpose(ports, who(caller), input),
  ),
  settings: trust.settings.handler(({ context: { ports, caller } }) => {
    who(caller)
    return getTrustSettings(ports)
  }),
  changeSettings: trust.changeSettings.handler(({ input, context: { ports, caller } }) =>
    changeTrustSettings(ports, who(caller), input),
  ),
  remove: trust.remove.handler(({ input, context: { ports, caller } }) => removeAnchor(ports, who(caller), input)),
}
