-- Normal form 2 (search.normal.VERSION): quotation marks, dashes, dots, circles, variants, radicals, blanks beside Chinese
-- characters. A text whose checksum does not hold stays as it is, so that verify still finds it.
UPDATE texts SET
    head = normal_head(
        (SELECT title FROM records WHERE id = record_id), (SELECT document_number FROM records WHERE id = record_id)
    ),
    body = normal_body(text),
    breaks = normal_breaks(text),
    checksum = text_checksum(
        text, normal_body(text), normal_breaks(text), (SELECT metadata FROM records WHERE id = record_id)
    )
WHERE checksum = text_checksum(text, body, breaks, (SELECT metadata FROM records WHERE id = record_id));
UPDATE keys SET
    title_key = key_of_title((SELECT title FROM records WHERE id = record_id)),
    number_key = key_of_number((SELECT document_number FROM records WHERE id = record_id));
UPDATE relations SET title_key = key_of_title(title), number_key = key_of_number(document_number);
