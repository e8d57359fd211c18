import { describeAttacks } from '#test/support/attacks/judge-variant'
import { signatureWrapping } from '#test/support/attacks/signature-wrapping'

describeAttacks('signature wrapping attacks', await signatureWrapping())
