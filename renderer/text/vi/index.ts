import { findings } from '#contract/words/findings-vi'
import { admin } from '#renderer/text/vi/admin.ts'
import { certificates } from '#renderer/text/vi/certificates.ts'
import { common } from '#renderer/text/vi/common.ts'
import { comparison } from '#renderer/text/vi/comparison.ts'
import { document } from '#renderer/text/vi/document.ts'
import { frame } from '#renderer/text/vi/frame.ts'
import { incoming } from '#renderer/text/vi/incoming.ts'
import { levels } from '#renderer/text/vi/levels.ts'
import { list } from '#renderer/text/vi/list.ts'
import { numbering } from '#renderer/text/vi/numbering.ts'
import { outgoing } from '#renderer/text/vi/outgoing.ts'
import { placement } from '#renderer/text/vi/placement.ts'
import { search } from '#renderer/text/vi/search.ts'
import { setup } from '#renderer/text/vi/setup.ts'
import { signing } from '#renderer/text/vi/signing.ts'
import { statistics } from '#renderer/text/vi/statistics.ts'
import { today } from '#renderer/text/vi/today.ts'
import { tokens } from '#renderer/text/vi/tokens.ts'
import { rechecks, trust } from '#renderer/text/vi/trust.ts'
import { verdict } from '#renderer/text/vi/verdict.ts'
import { verify } from '#renderer/text/vi/verify.ts'
import { viewer } from '#renderer/text/vi/viewer.ts'
import { who } from '#renderer/text/vi/who.ts'

/** Every word of the page, one area per file. */
export const vi = {
  admin,
  certificates,
  common,
  comparison,
  document,
  findings,
  frame,
  incoming,
  levels,
  list,
  numbering,
  outgoing,
  placement,
  rechecks,
  search,
  setup,
  signing,
  statistics,
  today,
  tokens,
  trust,
  verdict,
  verify,
  viewer,
  who,
}
