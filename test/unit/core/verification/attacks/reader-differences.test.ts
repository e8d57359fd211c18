import { describeAttacks } from '#test/support/attacks/judge-variant'
import { readerDifferences } from '#test/support/attacks/reader-differences'

describeAttacks('updates that readers see differently', await readerDifferences())
