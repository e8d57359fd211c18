import { describeAttacks } from '#test/support/attacks/judge-variant'
import { removedSignatures } from '#test/support/attacks/removed-signatures'

describeAttacks('signatures removed, exchanged or carried elsewhere', await removedSignatures())
