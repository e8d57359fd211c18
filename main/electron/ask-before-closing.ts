import type { Preferences } from '#contract'
import type { ElectronParts } from './parts.ts'

const WORDS: Readonly<
  Record<Preferences['language'], { question: string; detail: string; leave: string; stay: string }>
> = {
  vi: {
    question: 'Bỏ văn bản đang nhập?',
    detail: 'Các ô đã nhập sẽ mất. Tệp trên máy bạn không bị đụng đến.',
    leave: 'Bỏ văn bản này',
    stay: 'Ở lại',
  },
  en: {
    question: 'Discard this document?',
    detail: 'What was typed will be lost. The file on your computer is not touched.',
    leave: 'Discard',
    stay: 'Stay',
  },
}

/** A page with something typed holds its window open: Electron then closes nothing and asks nothing by itself. */
export function askBeforeClosing(
  { app, dialog }: Pick<ElectronParts, 'app' | 'dialog'>,
  language: () => Preferences['language'],
): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-prevent-unload', (event) => {
      const { question, detail, leave, stay } = WORDS[language()]
      const chosen = dialog.showMessageBoxSync({
        type: 'question',
        message: question,
        detail,
        buttons: [stay, leave],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      if (chosen === 1) event.preventDefault()
    })
  })
}
