import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentId } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { resultWords } from '#renderer/components/signing/batch-words.ts'
import { SigningJobsContext } from '#renderer/components/signing/signing-jobs.ts'
import { SigningSheet } from '#renderer/components/signing/signing-sheet.tsx'
import { JobStrip, UnfinishedStrip } from '#renderer/components/signing/signing-strips.tsx'
import { useBatch } from '#renderer/components/signing/use-batch.ts'
import type { FrozenDocument, SigningAs } from '#renderer/components/signing/use-frozen-list.ts'
import { say } from '#renderer/components/tell.tsx'

type Asked = { ids: readonly DocumentId[]; role: SigningAs }

/** How often lists and counts follow a running batch. */
const FOLLOW_MS = 3_000

/**
 * Holds the batch above the pages: its sheet can be made small and the lists used meanwhile, and it goes on when
 * another page is opened. A batch that was broken off is offered again.
 */
export function SigningJobsProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { query } = useApi()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [list, setList] = useState<readonly FrozenDocument[]>([])
  const [isSmall, setSmall] = useState(false)
  const batch = useBatch((tally) => {
    // The sheet or the strip shows it.
    say(resultWords(tally, t))
    void queries.invalidateQueries({ queryKey: query.office.key() })
  })
  const broken = useUnfinished()
  useFollowing(batch.phase === 'running')
  const ask = (ids: readonly DocumentId[], role: SigningAs) => {
    setSmall(false)
    if (batch.phase === 'running') return
    batch.reset()
    setAsked({ ids, role })
  }
  const close = () => {
    if (batch.phase === 'finished' && batch.tally.signed < list.length) broken.forget()
    batch.reset()
    setAsked(null)
  }
  const isIdle = batch.phase === 'idle'
  return (
    <SigningJobsContext value={{ ask }}>
      {children}
      {!isIdle && isSmall && (
        <JobStrip
          batch={batch}
          of={list.length}
          onOpen={() => {
            setSmall(false)
          }}
          onClose={close}
        />
      )}
      {isIdle && !asked && broken.unfinished && (
        <UnfinishedStrip unfinished={broken.unfinished} onResume={ask} onForget={broken.forget} error={broken.error} />
      )}
      {asked && !(isSmall && !isIdle) && (
        <SigningSheet
          {...asked}
          documents={list}
          batch={batch}
          onStart={(documents, keyId, secret, filePassword) => {
            setList(documents)
            void batch.start({ documents, keyId, secret, filePassword, role: asked.role })
          }}
          onSmall={() => {
            setSmall(true)
          }}
          onRetry={(ids) => {
            broken.forget()
            ask(ids, asked.role)
          }}
          onClose={close}
        />
      )}
    </SigningJobsContext>
  )
}

/** The caller's batch that was broken off, until it is resumed or dismissed. */
function useUnfinished() {
  const { client, query } = useApi()
  const queries = useQueryClient()
  const options = query.device.signing.unfinished.queryOptions({ staleTime: FOLLOW_MS, refetchInterval: 60_000 })
  const { data } = useQuery(options)
  const forgetting = useChange(() => client.device.signing.forget(), {
    onDone: () => {
      queries.setQueryData(options.queryKey, null)
    },
  })
  return {
    unfinished: data ?? null,
    error: forgetting.error,
    forget: () => {
      queries.setQueryData(options.queryKey, null)
      forgetting.run(undefined)
    },
  }
}

/** While documents are signed, lists and counts are asked again now and then: what is signed leaves them. */
function useFollowing(isRunning: boolean): void {
  const { query } = useApi()
  const queries = useQueryClient()
  useEffect(() => {
    if (!isRunning) return undefined
    const timer = setInterval(() => {
      void queries.invalidateQueries({ queryKey: query.office.documents.list.key() })
      void queries.invalidateQueries({ queryKey: query.office.today.key() })
    }, FOLLOW_MS)
    return () => {
      clearInterval(timer)
    }
  }, [isRunning, queries, query])
}
