import { describeAttacks } from '#test/support/attacks/judge-variant'
import { revocationAttacks } from '#test/support/attacks/revocation'

describeAttacks('revocation hidden by evidence in the file', await revocationAttacks())
