;;; Asks the server, through Eglot, what an editor asks; run in the folder of a workspace:  -*- lexical-binding: t -*-
;;;   LEXLOCI=/path/to/lexloci emacs --batch -l emacs.el
;;; Prints a line for each question, and leaves with 1 where an answer is not what it should be.

(require 'package)
(package-initialize)
(require 'eglot)
(require 'cl-lib)

;; The mode as it ships.
(load (expand-file-name "../../editors/emacs/lexloci.el" (file-name-directory load-file-name)))
(setq lexloci-command (list (getenv "LEXLOCI") "lsp"))

(defvar failed 0)

(defun check (name right answer)
  (princ (if right (format "ok %s\n" name)
           (setq failed (1+ failed))
           (format "not ok %s %S\n" name answer))))

(defun wait (right)
  (with-timeout (60 nil)
    (while (not (funcall right)) (accept-process-output nil 0.02))
    t))

(defun at (words &optional into)
  "Move to the first place of WORDS, INTO characters behind its start."
  (goto-char (point-min))
  (search-forward words)
  (goto-char (+ (match-beginning 0) (or into 0))))

(defun swap (old new)
  (at old)
  (delete-char (length old))
  (insert new)
  (eglot--signal-textDocument/didChange))

(defun ask (method &rest params)
  (eglot--signal-textDocument/didChange)
  (jsonrpc-request (eglot-current-server) method
                   (append (list :textDocument (eglot--TextDocumentIdentifier)) params)))

(defun here () (list :position (eglot--pos-to-lsp-position)))

(setq jsonrpc-default-request-timeout 60 eglot-connect-timeout 60 eglot-sync-connect 60 eglot-autoshutdown nil eglot-confirm-server-initiated-edits nil
      project-find-functions (list (lambda (_) (cons 'transient default-directory))))
(find-file "shop.loci")
(apply #'eglot (eglot--guess-contact))
(defvar whole (buffer-string))

(swap "s.kind is backup" "s.kind == backup")
(wait (lambda () eglot--diagnostics))
(let ((found (jsonrpc-request (eglot-current-server) :textDocument/codeAction
                              (progn (at "==")
                                     (list :textDocument (eglot--TextDocumentIdentifier)
                                           :range (list :start (eglot--pos-to-lsp-position)
                                                        :end (eglot--pos-to-lsp-position))
                                           :context (list :diagnostics [] :only ["quickfix"]))))))
  (check "diagnostics" eglot--diagnostics nil)
  (eglot--apply-workspace-edit (plist-get (aref found 0) :edit))
  (check "fix" (equal (buffer-string) whole) (buffer-string)))

(swap "s in approved or" "s in app or")
(at "s in app or" 8)
(let* ((found (apply #'ask :textDocument/completion (here)))
       (item (aref (plist-get found :items) 0)))
  (check "completion" (equal (plist-get item :label) "approved") found))
(swap "s in app or" "s in approved or")

(at "in approved" 4)
(let ((found (apply #'ask :textDocument/hover (here))))
  (check "hover" (string-match-p "DE, FR" (format "%S" found)) found))

(at "s in ours" 6)
(let ((found (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot))))
  (check "definition" (string-match-p "house.loci" (format "%S" found)) found))
(let ((found (xref-backend-references 'eglot (xref-backend-identifier-at-point 'eglot))))
  (check "references" (= (length found) 2) found))

(at "every s" 6)
(eglot-rename "store")
(check "rename" (string-match-p "require store in approved or store in ours" (buffer-string)) (buffer-string))
(eglot--signal-textDocument/didChange)
(at "every store" 6)
(eglot-rename "s")

(swap "    require" "  require")
(eglot-format-buffer)
(check "format" (equal (buffer-string) whole) (buffer-string))

(let ((found (eglot-imenu)))
  (check "symbols" (string-match-p "stores" (format "%S" found)) found))

(let ((found (plist-get (ask :textDocument/semanticTokens/full) :data)))
  (check "tokens" (and (> (length found) 100) (= 0 (% (length found) 5))) found))

(let ((found (ask :textDocument/inlayHint
                  :range (list :start (list :line 0 :character 0) :end (list :line 99 :character 0)))))
  (check "hints" (string-match-p "DE, FR" (format "%S" found)) found))

(let* ((lens (aref (ask :textDocument/codeLens) 0))
       (command (plist-get lens :command))
       (found (jsonrpc-request (eglot-current-server) :workspace/executeCommand
                               (list :command (plist-get command :command)
                                     :arguments (plist-get command :arguments)))))
  (check "lens" (equal (plist-get found :outcome) "proved") found))

(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
(kill-emacs (if (= failed 0) 0 1))
