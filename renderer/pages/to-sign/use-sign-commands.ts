import { useTranslation } from 'react-i18next'
import { useCommands } from '#renderer/frame/use-commands.ts'

type SignActs = { signPicked: () => void; signThis: () => void; giveBack: () => void; pageDown: () => void }

/** Space reads on, S signs this one, R returns it, Ctrl+Enter signs what is picked. */
export function useSignCommands({ signPicked, signThis, giveBack, pageDown }: SignActs): void {
  const { t } = useTranslation()
  useCommands([
    {
      id: 'sign.read',
      group: 'document',
      label: t('signing.nextPage'),
      keys: ['Space'],
      keysOnly: true,
      run: pageDown,
    },
    { id: 'sign.this', group: 'document', label: t('signing.signThis'), keys: ['s'], run: signThis },
    { id: 'sign.return', group: 'document', label: t('signing.returnThis'), keys: ['r'], run: giveBack },
    { id: 'sign.picked', group: 'batch', label: t('signing.signSelection'), keys: ['mod+Enter'], run: signPicked },
  ])
}
