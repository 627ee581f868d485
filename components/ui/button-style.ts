export type Look = 'plain' | 'primary' | 'danger' | 'quiet'

const base =
  'inline-flex items-center justify-center gap-1.5 rounded-md border px-3 py-1.5 text-[0.8125rem]/[1.125rem] font-medium whitespace-nowrap cursor-pointer [&_svg]:size-3.5 [&_svg]:flex-none'

const looks: Record<Look, string> = {
  plain: 'border-line-strong bg-surface text-ink shadow-card hover:bg-sunken',
  primary:
    'border-accent bg-accent text-on-accent shadow-card hover:border-accent-hover hover:bg-accent-hover',
  danger: 'border-bad bg-bad text-on-bad shadow-card hover:border-bad-hover hover:bg-bad-hover',
  quiet: 'border-transparent bg-transparent text-muted hover:bg-sunken hover:text-ink',
}

const off = 'cursor-not-allowed! border-line! bg-sunken! text-muted! shadow-none!'

export const buttonStyle = (look: Look, disabled = false) => `${base} ${looks[look]} ${disabled ? off : ''}`
