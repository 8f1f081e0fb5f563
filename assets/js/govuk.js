// The few govuk-frontend behaviours our pages use: focus on the error summary, no double posting, show password.
export { Button, ErrorSummary, PasswordInput } from 'govuk-frontend'
