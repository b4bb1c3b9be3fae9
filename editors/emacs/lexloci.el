;;; lexloci.el --- Policies of Lex Loci in Emacs  -*- lexical-binding: t -*-

;; A mode for `.loci' files, and the language server for them by Eglot: (require 'lexloci), then M-x eglot in a policy.
;; `lexloci-command' is the command that starts the server.

;;; Code:

(require 'eglot)

(defgroup lexloci nil "Policies of Lex Loci." :group 'languages)

(defcustom lexloci-command '("lexloci" "lsp")
  "The command that starts the language server."
  :type '(repeat string))

(defvar loci-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?_ "w" table)
    table)
  "The syntax of `loci-mode': comments from `#' to the end of the line, and texts in double quotes.")

;;;###autoload
(define-derived-mode loci-mode prog-mode "Loci"
  "Mode for policies of Lex Loci."
  (setq-local comment-start "# ")
  (setq-local tab-width 2)
  (setq-local indent-tabs-mode nil))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.loci\\'" . loci-mode))

(add-to-list 'eglot-server-programs (cons 'loci-mode (lambda (&rest _) lexloci-command)))

(provide 'lexloci)
;;; lexloci.el ends here
