import { findings } from '#contract/words/findings-en'
import { admin } from '#renderer/text/en/admin.ts'
import { certificates } from '#renderer/text/en/certificates.ts'
import { common } from '#renderer/text/en/common.ts'
import { comparison } from '#renderer/text/en/comparison.ts'
import { document } from '#renderer/text/en/document.ts'
import { frame } from '#renderer/text/en/frame.ts'
import { incoming } from '#renderer/text/en/incoming.ts'
import { levels } from '#renderer/text/en/levels.ts'
import { list } from '#renderer/text/en/list.ts'
import { numbering } from '#renderer/text/en/numbering.ts'
import { outgoing } from '#renderer/text/en/outgoing.ts'
import { placement } from '#renderer/text/en/placement.ts'
import { search } from '#renderer/text/en/search.ts'
import { setup } from '#renderer/text/en/setup.ts'
import { signing } from '#renderer/text/en/signing.ts'
import { statistics } from '#renderer/text/en/statistics.ts'
import { today } from '#renderer/text/en/today.ts'
import { tokens } from '#renderer/text/en/tokens.ts'
import { rechecks, trust } from '#renderer/text/en/trust.ts'
import { verdict } from '#renderer/text/en/verdict.ts'
import { verify } from '#renderer/text/en/verify.ts'
import { viewer } from '#renderer/text/en/viewer.ts'
import { who } from '#renderer/text/en/who.ts'
import type { vi } from '#renderer/text/vi/index.ts'

/** Every word of the page, one area per file. */
export const en: typeof vi = {
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
