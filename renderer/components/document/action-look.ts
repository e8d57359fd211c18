import {
  IconArchive,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBan,
  IconBookDownload,
  IconCheck,
  IconFileImport,
  IconMailForward,
  IconNumber,
  IconPencil,
  IconPlayerPlay,
  IconRosette,
  IconRotate,
  IconSend,
  IconSignature,
  IconTrash,
  IconUserCheck,
  IconUserUp,
} from '@tabler/icons-react'
import type { DocumentAction } from '#contract'

type Look = {
  Icon: typeof IconCheck
  /** A button of its own; the others are in the menu behind the dots. */
  main: boolean
  danger?: boolean
  /** The single key for it while its document is shown. */
  key?: string
}

/** How each action looks, wherever it is offered. */
export const ACTION_LOOK: Record<DocumentAction, Look> = {
  edit: { Icon: IconPencil, main: false },
  'replace-file': { Icon: IconFileImport, main: false },
  submit: { Icon: IconSend, main: true },
  withdraw: { Icon: IconArrowBackUp, main: false },
  'sign-leader': { Icon: IconSignature, main: true, key: 's' },
  return: { Icon: IconArrowBackUp, main: true, key: 'r' },
  number: { Icon: IconNumber, main: true },
  'sign-agency': { Icon: IconRosette, main: true, key: 's' },
  issue: { Icon: IconMailForward, main: true },
  archive: { Icon: IconArchive, main: true, key: 'm' },
  recall: { Icon: IconRotate, main: false, danger: true },
  cancel: { Icon: IconBan, main: false, danger: true },
  'delete-draft': { Icon: IconTrash, main: false, danger: true },
  register: { Icon: IconBookDownload, main: true },
  'send-back': { Icon: IconArrowBackUp, main: false, key: 'r' },
  present: { Icon: IconUserUp, main: true },
  assign: { Icon: IconUserCheck, main: true, key: 'd' },
  start: { Icon: IconPlayerPlay, main: true },
  complete: { Icon: IconArrowForwardUp, main: true, key: 'c' },
}
