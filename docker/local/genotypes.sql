-- Genotypes of laboratory 3, read once when its database is made. A real laboratory shows a view.
CREATE TABLE genotypes (chrom text, pos integer, ref text, alt text, sample text, gt text);
-- In the order in which the compute node reads, so that the database need not sort.
CREATE INDEX in_order ON genotypes
	(chrom COLLATE "C", pos, ref COLLATE "C", alt COLLATE "C", sample COLLATE "C");
-- All that the compute node may do. It comes over the Unix socket of its own machine.
CREATE ROLE panshi LOGIN;
GRANT SELECT ON genotypes TO panshi;
