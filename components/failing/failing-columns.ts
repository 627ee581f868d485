export const failingColumns = ['Record', 'Why', 'State', 'Last failed'] as const
