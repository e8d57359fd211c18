import { cmsAttacks } from '#test/support/attacks/cms'
import { describeAttacks } from '#test/support/attacks/judge-variant'

describeAttacks('CMS attacks', await cmsAttacks())
