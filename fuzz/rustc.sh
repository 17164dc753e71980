#!/bin/sh
# The compiler for fuzz targets: counts edges and comparisons in our own crates, by a pass of LLVM that
# needs no nightly compiler. Other crates stay as they are, and so does what is compiled of them.
case " $* " in
	*" --crate-name panshi_"* | *" --crate-name mpc_"* | *" --crate-name psi_"* | *" --crate-name offchain_"* \
	| *" --crate-name query_"* | *" --crate-name noise_"* | *" --crate-name compute_"*)
		exec "$@" --cfg fuzzing -Cpasses=sancov-module \
			-Cllvm-args=-sanitizer-coverage-level=4 \
			-Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
			-Cllvm-args=-sanitizer-coverage-pc-table \
			-Cllvm-args=-sanitizer-coverage-trace-compares
		;;
	*) exec "$@" ;;
esac
