import { Button, Group, Progress } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ComparedPage } from '#renderer/components/comparison/comparer.ts'
import classes from '#renderer/components/comparison/comparison.module.css'
import { type Comparison, differingPages } from '#renderer/components/comparison/use-comparison.ts'
import { formatNumber } from '#renderer/text/format.ts'

type ComparisonBarProps = {
  comparison: Comparison
  page: number
  /** No further differing page was found from here. */
  isEnd: boolean
  onStep: (step: 1 | -1) => void
}

/** What differs, in words, and the way to the next differing page. */
export function ComparisonBar({ comparison, page, isEnd, onStep }: ComparisonBarProps) {
  const { t } = useTranslation()
  const { running, pages, compared } = comparison
  const words = [pageWords(page, comparison, t), fileWords(comparison, t), isEnd ? t('comparison.noMore') : '']
  return (
    <div className={classes['bar']}>
      <p className={classes['status']} role="status">
        {words.filter((sentence) => sentence !== '').join(' ')}
      </p>
      <Group gap={6} wrap="nowrap">
        {pages > 1 && <Steps onStep={onStep} />}
        {running === null && compared.size < pages && (
          <Button size="compact-md" variant="default" onClick={comparison.compareAll}>
            {t('comparison.all')}
          </Button>
        )}
        {running !== null && <Running running={running} onStop={comparison.cancel} />}
      </Group>
    </div>
  )
}

/** To the next differing page and back; the same as J and K. */
function Steps({ onStep }: Pick<ComparisonBarProps, 'onStep'>) {
  const { t } = useTranslation()
  return (
    <>
      <Button
        size="compact-md"
        variant="default"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        onClick={() => {
          onStep(-1)
        }}
      >
        {t('comparison.previous')} <kbd style={{ marginLeft: 6 }}>K</kbd>
      </Button>
      <Button
        size="compact-md"
        variant="default"
        rightSection={<IconChevronRight size={16} aria-hidden />}
        onClick={() => {
          onStep(1)
        }}
      >
        {t('comparison.next')} <kbd style={{ marginLeft: 6 }}>J</kbd>
      </Button>
    </>
  )
}

function Running({ running, onStop }: { running: { done: number; total: number }; onStop: () => void }) {
  const { t } = useTranslation()
  const words = t('comparison.progress', { done: formatNumber(running.done), total: formatNumber(running.total) })
  return (
    <>
      <Progress.Root w={120} aria-label={words}>
        <Progress.Section value={(100 * running.done) / running.total} aria-label={words} aria-valuetext={words} />
      </Progress.Root>
      <Button size="compact-md" variant="default" onClick={onStop}>
        {t('comparison.stop')}
      </Button>
    </>
  )
}

/** What is known of the page that is looked at. */
function pageWords(page: number, { compared, running }: Comparison, t: TFunction): string {
  const known = compared.get(page)
  if (!known) return t(running === null ? 'comparison.notCompared' : 'comparison.comparing', { page })
  return comparedWords(known, t)
}

function comparedWords({ page, only, areas }: ComparedPage, t: TFunction): string {
  if (only === 'before') return t('comparison.onlyBefore', { page })
  if (only === 'after') return t('comparison.onlyAfter', { page })
  if (areas.length === 0) return t('comparison.same', { page })
  return t('comparison.areas', { page, count: areas.length, number: formatNumber(areas.length) })
}

/** Pages known to differ are listed up to here. */
const MAX_LISTED = 12

/** What is known of the whole file. */
function fileWords({ compared, pages }: Comparison, t: TFunction): string {
  const differing = differingPages(compared)
  const isWhole = compared.size === pages
  if (differing.length === 0 && isWhole && pages > 1) return t('comparison.allSame')
  const list = differing.slice(0, MAX_LISTED).map((page) => formatNumber(page))
  const listed = `${list.join(', ')}${differing.length > MAX_LISTED ? ', …' : ''}`
  const found = differing.length === 0 ? t('comparison.noneYet') : t('comparison.pagesDiffer', { pages: listed })
  const share = t('comparison.coverage', { done: formatNumber(compared.size), total: formatNumber(pages) })
  return pages === 1 ? '' : `${found} ${share}`
}
